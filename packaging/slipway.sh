# shellcheck shell=sh
# Shims come ahead of the applications that they stand for: all users' first, then one's own.
for slipway_folder in /usr/local/share/slipway/bin \
    "${XDG_DATA_HOME:-${HOME-/}/.local/share}/slipway/bin"; do
    case ":$PATH:" in
        *":$slipway_folder:"*) ;;
        *) PATH=$slipway_folder:$PATH ;;
    esac
done
unset slipway_folder
export PATH
