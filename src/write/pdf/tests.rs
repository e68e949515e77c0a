//! What is done of browsers that do not print.
