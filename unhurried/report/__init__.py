"""What can be taken along, and what can be brought in. Knows files and their forms; no Django, no notebook, no clock."""
