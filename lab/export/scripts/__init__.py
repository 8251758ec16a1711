"""What exported programs have in common, whatever library they are for."""
