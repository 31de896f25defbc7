package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Load reads the configuration at path. The errors name the path as it is
// given here. They wrap ErrMissing (and fs.ErrNotExist) when there is no such
// file, else ErrInvalid; what is wrong inside the file is an *InvalidError.
func Load(path string) (*Config, error) {
	data, err := readFile(path)
	if err != nil {
		return nil, err
	}
	return parse(path, data)
}

// readFile returns the bytes at path, up to one more than are allowed.
func readFile(path string) (data []byte, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w at %s: run \"onrecord init URL\" with the address of a listing to write one, or write it by hand as README.md shows (%w)",
			ErrMissing, path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: cannot be opened: %w", path, ErrInvalid, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()

	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: %w: this is a folder; name the file in it, such as config.yaml", path, ErrInvalid)
	}
	data, err = io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w: cannot be read: %w", path, ErrInvalid, err)
	}
	return data, nil
}

// parse decodes the bytes of the file at path.
func parse(path string, data []byte) (*Config, error) {
	src, body, problem := readSource(data)
	if problem != nil {
		return nil, &InvalidError{Path: path, Problems: []Problem{*problem}}
	}
	d := newDecoder(src, body)
	config := d.config(body, path)
	if len(d.problems) > 0 {
		return nil, &InvalidError{Path: path, Problems: d.sorted()}
	}
	return config, nil
}
