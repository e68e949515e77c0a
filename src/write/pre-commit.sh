export GIT_NO_LAZY_FETCH=1 GIT_LITERAL_PATHSPECS=1

contient() { git rev-parse --verify --quiet "$1:./$plan/strategie.toml" >/dev/null; }

refuse() {
  printf '%s\n' "Commit refusé : $1" "git commit --no-verify passe outre." >&2
  exit 1
}

if ! contient ''; then
  if contient HEAD; then
    refuse "il retire le plan de « $nom ». Si le plan change de place : stspd hook --retirer, puis stspd --plan SON_DOSSIER hook."
  fi
  printf '%s\n' "stspd : pas de plan dans « $nom » ici, rien n'est contrôlé. S'il devrait y être : git add." >&2
  exit 0
fi

# Un commit qui ne touche pas au plan n'a pas à en répondre.
git diff-index --cached --quiet HEAD -- "./$plan" 2>/dev/null && exit 0

if ! command -v stspd >/dev/null; then
  refuse "git ne trouve pas la commande stspd, le plan n'a pas été contrôlé. L'installer, ou l'ajouter au PATH du logiciel qui lance git."
fi

stspd --plan="$plan" check --staged --quiet
case $? in
  0) exit 0 ;;
  1) refuse "corriger le plan, puis git add." ;;
  *) refuse "le plan n'a pas pu être contrôlé." ;;
esac
