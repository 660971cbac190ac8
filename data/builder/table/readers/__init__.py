"""What is particular to a country's table: its reader, its fuel balances. Figures stand in the recipes."""
