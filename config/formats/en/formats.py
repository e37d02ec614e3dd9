"""How a day and a moment are said, on pages and in reports; ``static/js/moments.js`` says them alike."""

DATE_FORMAT = "j M Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
