# Counts the tests of Surefire's reports: prints "passed failed skipped"; the names of failed and
# skipped tests, with the reason, go to failed_file and skipped_file.

function attribute(line, name,    found) {
    if (!match(line, "[ <]" name "=\"[^\"]*\"")) return ""
    found = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    gsub(/&quot;/, "\"", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found)
    gsub(/&#10;/, " ", found); gsub(/&apos;/, "'", found); gsub(/&amp;/, "\\&", found)
    return found
}

function finish() {
    if (!open) return
    open = 0
    if (state == "failed") print "failed: " name > failed_file
    if (state == "skipped") print "skipped: " name (reason == "" ? "" : ": " reason) > skipped_file
    count[state]++
}

/^ *<testcase / {
    finish()
    open = 1; state = "passed"; reason = ""
    name = attribute($0, "classname") "." attribute($0, "name")
}
/^ *<(failure|error)[ >]/ && open { state = "failed" }
/^ *<skipped[ \/>]/ && open && state == "passed" {
    state = "skipped"
    reason = attribute($0, "message")
}
/<\/testsuite>/ { finish() }
END {
    finish()
    print count["passed"] + 0, count["failed"] + 0, count["skipped"] + 0
}
