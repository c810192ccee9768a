"""The model: one labelled property graph as tables, and how tables of any format become one."""
