"""Heat at work: from a climatology of temperature and humidity to working hours lost."""
