# Completion of covey for fish: put it into ~/.config/fish/completions/covey.fish.
function __covey_next
    set -l words (commandline -opc) (commandline -ct)
    $words[1] completion next -- $words[2..] 2>/dev/null
end
complete -c covey -a '(__covey_next)'
