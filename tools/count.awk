# Counts the tests of Surefire's reports: prints "passed failed skipped"; the names of failed and
# skipped tests, with the reason, go to failed_file and skipped_file.

function attribute(line, name,    found) {
    if (!match(line, "[ <]" name "=\"[^\"]*\"")) return ""
    found = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    gsub(/&quot;/, "\"", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found)
    gsub(/&#10;/, " ", found); gsub(/&apos;/, "'", found); gsub(/&amp;/, "\\&", found)
    return found
}

# Why a test did not pass: the message, or else the first line of what was thrown.
function why(line,    found) {
    found = attribute(line, "message")
    if (found == "" && match(line, /CDATA\[[^ ]*: /)) found = substr(line, RSTART + RLENGTH)
    sub(/\]\]>.*/, "", found)
    return substr(found, 1, 300)
}

function finish() {
    if (!open) return
    open = 0
    name = name (reason == "" ? "" : ": " reason)
    if (state == "failed") print "failed: " name > failed_file
    if (state == "skipped") print "skipped: " name > skipped_file
    count[state]++
}

/^ *<testcase / {
    finish()
    open = 1; state = "passed"; reason = ""
    name = attribute($0, "classname") "." attribute($0, "name")
}
/^ *<(failure|error)[ >]/ && open {
    state = "failed"
    reason = why($0)
}
/^ *<skipped[ \/>]/ && open && state == "passed" {
    state = "skipped"
    reason = why($0)
}
/<\/testsuite>/ { finish() }
END {
    finish()
    print count["passed"] + 0, count["failed"] + 0, count["skipped"] + 0
}
