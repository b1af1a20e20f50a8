"""The DBEP façade: the treatment plan as the national pilot's interface speaks it, over the same store as everything else."""
