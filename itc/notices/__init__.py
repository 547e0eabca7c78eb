"""What people are told: on the site, by e-mail, LINE or SMS, as each of them chooses."""
