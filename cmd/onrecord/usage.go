package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"onrecord/internal/nearest"
)

// usageErrors makes mistakes in a command's arguments usage errors that show
// how the command is used.
func usageErrors(c *cobra.Command) {
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		err := check(cmd, args)
		if told := (usageError{}); err == nil || errors.As(err, &told) {
			return err
		}
		problem := "too many arguments"
		if len(args) == 0 {
			problem = "an argument is missing"
		}
		return usageError{fmt.Errorf("%s; usage: %s (see: %s --help)", problem, cmd.UseLine(), cmd.CommandPath())}
	}
}

// exclusive lets a user give no more than one of some flags.
func exclusive(c *cobra.Command, names ...string) {
	c.MarkFlagsMutuallyExclusive(names...) // completion offers no second one
	before := c.PreRunE
	c.PreRunE = func(cmd *cobra.Command, args []string) error {
		var given []string
		for _, name := range names {
			if cmd.Flags().Changed(name) {
				given = append(given, "--"+name)
			}
		}
		if len(given) > 1 {
			return usageError{fmt.Errorf("%s do not go together; give one of them (see: %s --help)",
				strings.Join(given, " and "), cmd.CommandPath())}
		}
		if before == nil {
			return nil
		}
		return before(cmd, args)
	}
}

// onlySubcommands makes a command that is nothing without one of its own explain
// itself, and refuse all others.
func onlySubcommands(c *cobra.Command) {
	c.Args = unknownCommand
	c.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	for _, sub := range c.Commands() {
		usageErrors(sub)
	}
}

// unknownCommand is what the program without a known command says.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(known, c.Name())
	}
	text := fmt.Sprintf("unknown command %q", args[0])
	if near := nearest.Name(args[0], known); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	}
	return usageError{errors.New(text + " (see: " + cmd.CommandPath() + " --help)")}
}

// newHelpCommand is cobra's, but help about nothing is a mistake.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, c := range cmd.Root().Commands() {
				names = append(names, c.Name()+"\t"+c.Short)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// badFlag says what is wrong with a flag, and which one was meant.
func badFlag(cmd *cobra.Command, err error) error {
	hint := ""
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := nearest.Name(unknown.GetSpecifiedName(), known); near != "" {
			hint = fmt.Sprintf("; did you mean --%s?", near)
		}
	}
	return usageError{fmt.Errorf("%w%s (see: %s --help)", err, hint, cmd.CommandPath())}
}
