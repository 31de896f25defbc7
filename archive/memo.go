package archive

import (
	"encoding/json"
	"fmt"
)

// ReadMemo sets a pointer to what the memo with a key holds as JSON, and reports
// whether there is one; what names that in errors.
func ReadMemo(v View, key, what string, to any) (found bool, err error) {
	b, err := v.Memo(key)
	if err != nil || b == nil {
		return false, err
	}
	if err := json.Unmarshal(b, to); err != nil {
		return false, fmt.Errorf("%s: %w", what, err)
	}
	return true, nil
}
