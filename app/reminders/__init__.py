"""Being reminded of what there is to do, when the person wants it, and left in peace else."""
