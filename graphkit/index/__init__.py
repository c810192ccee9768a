"""A model compiled to integer columns: the semantics, and nothing else."""
