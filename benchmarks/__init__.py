"""What graphkit costs, as ratios measured in one run on one machine."""
