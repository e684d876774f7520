import { type Command, oneOf } from './command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const help = `tollgate completion bash|zsh|fish

Prints what makes your shell complete commands, options and systems.

  bash   echo 'eval "$(npx tollgate completion bash)"' >> ~/.bashrc
  zsh    echo 'eval "$(npx tollgate completion zsh)"' >> ~/.zshrc
  fish   npx tollgate completion fish > ~/.config/fish/completions/tollgate.fish

Exit status: 0, or 2 for another shell.
`;

/** The command that completes the others, itself included. */
export function completionOf(commands: () => Promise<readonly Command[]>): Command {
  return {
    name: 'completion',
    summary: 'print a completion for bash, zsh or fish',
    positionals: 1,
    options: {},
    help,
    run: async ({ positionals: [shell = ''] }, io) => {
      const all = await commands();
      const words = all.map(({ name, options, summary }) => ({
        name,
        summary,
        options: [...Object.keys(options), 'help'].map((one) => `--${one}`),
      }));
      io.out(RENDERERS[oneOf('tollgate completion', shell, SHELLS)](words));
      return 0;
    },
  };
}

interface Words {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

const RENDERERS: Readonly<Record<(typeof SHELLS)[number], (commands: readonly Words[]) => string>> = {
  bash: asBash,
  zsh: (commands) => `autoload -U +X bashcompinit && bashcompinit\n${asBash(commands)}`,
  fish: asFish,
};

function asBash(commands: readonly Words[]): string {
  const cases = commands.map(({ name, options }) => `    ${name}) words='${options.join(' ')}' ;;`).join('\n');
  const names = commands.map(({ name }) => name).join(' ');
  return `_tollgate() {
  local words
  case "\${COMP_WORDS[1]}" in
${cases}
    *) words='' ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words='${names} --help --version'; fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _tollgate tollgate
`;
}

function asFish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c tollgate -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", "\\'")}'`,
    ...options.map((one) => `complete -c tollgate -n '__fish_seen_subcommand_from ${name}' -l ${one.slice(2)}`),
  ]);
  return `${lines.join('\n')}\n`;
}
