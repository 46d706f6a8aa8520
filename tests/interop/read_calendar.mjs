// Reads a calendar from standard input as ical.js does, and prints each occurrence as a line
// of JSON: [uid, start, end, status, title], moments in UTC. Argument: the last moment.
import { readFileSync } from "node:fs"
import ICAL from "ical.js"

const last = ICAL.Time.fromDateTimeString(process.argv[2])
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")))
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)

const utc = (moment) => moment.convertToZone(ICAL.Timezone.utcTimezone).toString()
const print = (event, start, end) =>
  console.log(JSON.stringify([event.uid, utc(start), utc(end),
    event.component.getFirstPropertyValue("status"), event.summary]))

const all = calendar.getAllSubcomponents("vevent")
const uidOf = (component) => component.getFirstPropertyValue("uid")
for (const component of all) {
  if (component.hasProperty("recurrence-id")) continue
  const exceptions = all.filter((one) => one.hasProperty("recurrence-id") && uidOf(one) === uidOf(component))
  const event = new ICAL.Event(component, { exceptions, strictExceptions: true })
  if (!event.isRecurring()) {
    print(event, event.startDate, event.endDate)
    continue
  }
  const expansion = event.iterator() // an ICAL.RecurExpansion
  for (let next = expansion.next(); next && next.compare(last) <= 0; next = expansion.next()) {
    const found = event.getOccurrenceDetails(next)
    print(found.item, found.startDate, found.endDate)
  }
}
