"""Cross-validated figures: what a network says of clips whose artists it never heard."""
