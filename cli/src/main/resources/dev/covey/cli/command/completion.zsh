#compdef covey
# Completion of covey for zsh: put it into a directory of $fpath as _covey.
_covey() {
    local -a found
    found=("${(@f)$("$words[1]" completion next -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$found[1]" ]]; then compadd -a found; else _files; fi
}
compdef _covey covey
