// Package schedule writes what makes a machine crawl at regular times: a line
// for cron, or a service and a timer for systemd.
//
// Cron has no notion of "every so often": its fields name minutes, hours and
// days of the week (crontab(5)), and a step that does not divide its field
// runs at uneven times. So only those intervals are offered that come out
// even; see [Parse]. The same ones go into systemd's calendar events
// (systemd.time(7)), so that both mean the same.
//
// Programs that all ask at minute 0 are a burden to the sites they ask. The
// minute, the hour of the day and the day of the week are therefore taken from
// a hash of the machine's name, the configuration's path and the feeds: the
// same job has always the same time, different ones are spread. Minute 0 is
// never used, but by a job of every minute.
package schedule
