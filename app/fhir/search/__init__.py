"""Search by the R4 rules, as far as the registry goes. What is not allowed is refused: what looks narrower must be so."""
