"""The demo study: twelve fictional interviews, written for Verbatim, and how three coders read them."""
