"""The house rules of Acme for graphkit."""
