"""A backward pass of the LSTM in parts, checks for each part, and passes with one wrong part."""
