"""What is asked of reminders."""
