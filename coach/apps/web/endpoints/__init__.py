"""The addresses that are answered: one module for each group, listed in `coach.apps.web.app`."""
