#compdef stspd
# Complétion de stspd, pour zsh : source <(stspd completions zsh)
_stspd() {
    local current=$PREFIX
    local -a answer values
    [[ -n $compstate[quote] ]] || current=${(Q)PREFIX}
    answer=("${(@f)$(PROGRAM completions zsh -- "${(@Q)words[1,CURRENT-1]}" "$current" 2>/dev/null)}")
    values=("${(@)answer[2,-1]}")
    case $answer[1] in
        files) compset -P '--*='; _files ;;
        folders) compset -P '--*='; _files -/ ;;
        values) _describe -V stspd values ;;
        near)
            _describe -V stspd values -U
            ((compstate[nmatches] > 1)) && compstate[insert]= compstate[list]='list force'
            return 0
            ;;
        *) return 1 ;;
    esac
}
if [[ $funcstack[1] == _stspd ]]; then
    _stspd "$@"
else
    compdef _stspd stspd
fi
