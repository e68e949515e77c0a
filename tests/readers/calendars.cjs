// Reads calendars with npm's ical.js, and says what they hold, as calendars.py does.

const fs = require("fs");
const ICAL = require("ical.js");

for (const path of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(path, "utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    return {
      uid: value("uid"),
      titre: value("summary"),
      texte: value("description"),
      debut: value("dtstart").toString(),
      fin: value("dtend").toString(),
      genres: event.getFirstProperty("categories").getValues(),
      etat: value("status"),
      acces: value("class"),
      revision: value("sequence"),
      ecrit: value("dtstamp").toString(),
    };
  });
  console.log(JSON.stringify({ nom: calendar.getFirstPropertyValue("x-wr-calname"), evenements: events }));
}
