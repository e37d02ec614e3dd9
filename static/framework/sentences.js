/** What the scripts of the framework matrix say. */
export const say = {
  placeholder: "In your own words; [these words](P07:T12) lead to a passage",
  done: "Done",
  label: (name) => `Summary of ${name}`,
  answer: "Nothing to summarise:",
  answers: { "": "—", "not found": "looked for, not found", "not asked": "not asked" },
  states: {
    saved: "Saved",
    waiting: "Not saved yet",
    sending: "Saving…",
    away: "Not saved yet: the server can't be reached. Your words wait here and are sent when it is back.",
    loggedOut: "Not saved: you are logged out. Log in in another tab; your words wait here.",
    empty: "Empty",
  },
  conflict: "This cell was changed elsewhere since you opened it. This stands now:",
  mine: "Keep mine",
  theirs: "Take these",
  gone: "This participant or theme is gone meanwhile. Your words are still here:",
  anew: "Copy them",
  odd: "The server could not save this. Reload the page and try again.",
  stays: (name) => `${name} is not saved yet; it waits there.`,
  reload: "Much was written elsewhere; reload the page to see it.",
};
