"""`python -m tutor`: the command line."""

from tutor.cli import main

main()
