"""Files that are hard or made to harm, each with the verdict that it must get from the whole command."""
