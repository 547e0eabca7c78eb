"""What an officer does at her desk."""
