package schedule

// serviceText is a service: mark, folder, name, configuration, command, user
// line, the archive's folder, ProtectHome, PrivateTmp.
const serviceText = `%[1]s
# Put this file at %[2]s/%[3]s.service and its timer beside it, then:
#   systemctl daemon-reload
#   systemctl enable --now %[3]s.timer
# Try it at once:       systemctl start %[3]s.service
# What it said:         journalctl -u %[3]s.service
# When it runs next:    systemctl list-timers %[3]s.timer

[Unit]
Description=onrecord crawls the feeds of %[4]s
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=%[5]s
# Another crawl of the feed is still running: no failure.
SuccessExitStatus=75
%[6]sNice=10

# It may write into the archive's folder, and nowhere else.
ProtectSystem=strict
ReadWritePaths=%[7]s
ProtectHome=%[8]s
PrivateTmp=%[9]s

# It needs the network, and nothing else of the system.
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
CapabilityBoundingSet=
NoNewPrivileges=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
`

// timerText is a timer: mark, folder, name, configuration, interval, calendar
// event, delay in seconds.
const timerText = `%[1]s
# Put this file at %[2]s/%[3]s.timer, beside its service.

[Unit]
Description=onrecord crawls the feeds of %[4]s (%[5]s)

[Timer]
OnCalendar=%[6]s
# A while at random, so that not everybody asks a site at one moment.
RandomizedDelaySec=%[7]d
# A run that was missed while the machine was off is made up for.
Persistent=true

[Install]
WantedBy=timers.target
`
