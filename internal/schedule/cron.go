package schedule

import (
	"fmt"
	"strings"
)

// longestCommand is how many bytes of a command every cron takes: Vixie cron
// and those that come from it stop at 1000 (MAX_COMMAND), final zero included.
const longestCommand = 998

// Crontab returns the job's line of a crontab, without a line feed. What no
// such line can hold is ErrPath.
func (j Job) Crontab() (string, error) {
	if err := j.check(); err != nil {
		return "", err
	}
	words := []string{shell(j.Program)}
	for _, w := range j.command() {
		words = append(words, shell(w))
	}
	// An unescaped % ends the command, even inside quotes (crontab(5)).
	command := strings.ReplaceAll(strings.Join(words, " "), "%", `\%`)
	if len(command) > longestCommand {
		return "", fmt.Errorf("%w: the line would be longer than the %d bytes that cron takes; name fewer feeds", ErrPath, longestCommand)
	}
	return j.slot().crontab(j.Every) + "  " + command, nil
}

// shell quotes a word for sh (POSIX, 2.2): in single quotes where it has more
// than plain characters, a single quote itself in double ones.
func shell(word string) string {
	special := func(r rune) bool {
		plain := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/._-+:@,", r)
		return !plain
	}
	if word != "" && !strings.ContainsFunc(word, special) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'"'"'`) + "'"
}
