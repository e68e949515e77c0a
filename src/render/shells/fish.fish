# Complétion de stspd, pour fish : stspd completions fish | source
function __stspd_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l token (commandline --current-token --cut-at-cursor)
    set -l answer (PROGRAM completions fish -- $words "$token" 2>/dev/null)
    set -l option (string match --regex -- '^--[^=]*=' "$token")
    set -l rest (string replace --regex -- '^--[^=]*=' '' "$token")
    switch "$answer[1]"
        case files
            printf "$option%s\n" (__fish_complete_path "$rest")
        case folders
            printf "$option%s\n" (__fish_complete_directories "$rest")
        case values near
            printf '%s\n' $answer[2..]
    end
end
complete --keep-order --no-files --command stspd --arguments '(__stspd_complete)'
