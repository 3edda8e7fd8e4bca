"""The interview kit: choose questions, plan the time, print the sheets."""
