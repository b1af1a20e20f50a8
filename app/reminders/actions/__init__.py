"""What is done to reminders."""
