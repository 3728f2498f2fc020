"""What earlier builds worked out, by value: nothing in it is ever wrong, only unused."""
