// What programs do with their words: a row a program, or a program and the words or option that choose what it does.
// To add one, add a row; nothing else has to be told.

/**
 * `names = operands | options with a value | flags`.
 *
 * Operands are roles in order; `*` marks the one that any number of words have. Options are `-o,--output:role`; those without a value are not listed.
 * Roles: `value` (nothing), `text` (literal text it is given), `read` `write` `delete` `execute` `path` (a file), `move` (read and deleted), `folder` (written into),
 * `host` (always a destination), `url` (a destination if it looks like one, a path if it looks like that), `from` and `to` (a file, or a place on a host as in `scp`),
 * `data` (text, or `@file`), `form` (`name=@file`), `shell` (text for a shell), `code` (text in another language), `command` (from here on a command of its own),
 * `remote-command` and `remote-shell` (the same on another machine; the words joined are text for a shell there), `guess` (decided by how it looks), `attached` (a value only where it stands in the same word).
 * Flags: `sub=N` leading words that choose; `long` one-dash options are whole names; `posix` options end at the first operand; `plain` no options;
 * `pairs` operands are `name=value`; `bundle` the first operand may be options; `mode=-x,-y` with that option the row `name -x` counts; `language=…` of its code.
 */
export const EXECUTABLES: string = `
cat, bat, less, more, zcat, bzcat, xzcat, tac, nl, od, hexdump, strings, md5sum, sha1sum, sha256sum, sha512sum, shasum, cksum, wc, file, view, stat = read* | -n:value -w:value
head, tail = read* | -n,--lines,-c,--bytes:value
xxd = read write | -l,-s,-c,-g:value
cut = read* | -d,--delimiter,-f,--fields,-c,-b,--output-delimiter:value
sort, uniq, paste, column, fold, fmt, rev, expand, join, comm, diff, cmp, colordiff = read* | -k,-t,-S,-T,-d,-w,-L,-s,-U,--label:value -o,--output:write
tr, seq, sleep, kill, pkill, killall, true, false, date, uname, whoami, id, hostname, uptime, free, nproc, arch, clear, yes, expr, groups, locale, tty, lsof, jobs, wait, umask, ulimit, set, shopt, type, which, whereis, hash, bg, fg, history, pgrep = value*
ps, top, htop, pwd, env -0, printenv, eval, trap, source, ., export, readonly, typeset, alias, unalias, exit, return, break, continue, shift, local, declare, unset, getopts, read, test, [, :, basename, dirname = value* | | plain
echo = text* | | plain
printf = text* | -v:value | posix
ls, dir, tree, du, df, readlink, realpath, exa, eza, ll = path* | -I,-w,-L:value
cd, pushd, popd = path
mkdir, rmdir = write* | -m,--mode:value
touch, truncate, mkfifo, mktemp = write* | -d,-t,-s,--size,-p:value -r,--reference:read
rm, unlink, shred = delete* | -n,--iterations:value
cp, install = read* write | -t,--target-directory:write -m,-o,-g,-S:value | mode=-t,--target-directory
cp -t, cp --target-directory, install -t, ln -t = read* |
mv = move* write | -t,--target-directory:write -S:value | mode=-t,--target-directory
mv -t, mv --target-directory = move* |
ln, link = read write | -t:write | mode=-t
chmod, chown, chgrp = value write* | --reference:read
tee, sponge = write*
dd = value* | if:read of:write | pairs
split, csplit = read value | -b,-l,-n,-a:value
find, gfind = path* | -name,-iname,-path,-ipath,-regex,-type,-maxdepth,-mindepth,-mtime,-mmin,-size,-perm,-user,-group,-newermt,-printf:value -newer:read -fprint,-fprintf,-fls:write | long
fd, fdfind = value path* | -e,-t,-d,-E,-H:value
locate = value*
grep, egrep, fgrep, zgrep, rg, ag, ack = value read* | -e,--regexp,-A,-B,-C,-m,-d,--include,--exclude,--exclude-dir,--color,-g,--glob,-t,--type,-T,--max-count:value -f,--file:read | mode=-e,-f,--regexp,--file
grep -e, grep -f, egrep -e, egrep -f, fgrep -e, fgrep -f, rg -e, rg -f, grep --regexp, grep --file, rg --regexp, rg --file, zgrep -e = read*
sed, gsed = text read* | -e,--expression:text -f,--file:read -l:value | mode=-i,-e,-f
sed -i, gsed -i = text write* | -e,--expression:text -f:read
sed -e, sed -f, gsed -e = read* | -e,--expression:text -f:read
awk, gawk, mawk, nawk = code read* | -F,-v:value -f,--file:execute | mode=-f language=awk
awk -f, gawk -f = read* | -F,-v:value -f:execute
jq, yq = text read* | --arg,--argjson:value -f,--from-file,--slurpfile,--rawfile:read --indent:value
vi, vim, nvim, nano, emacs, code, ed = write* | -c,-S:value
patch = write read | -i,--input:read -o,--output:write -d:folder -p:value
tar, bsdtar, gtar = path* | -f,--file:path -C,--directory:path --exclude:value -T:read -I:value | bundle mode=-c,-x,-t,-r,--create,--extract,--list
tar -c, tar --create, tar -r, bsdtar -c, gtar -c = read* | -f,--file:write -C,--directory:path --exclude:value -T,--files-from:read
tar -x, tar --extract, bsdtar -x, gtar -x = value* | -f,--file:read -C,--directory:folder
tar -t, tar --list, bsdtar -t = value* | -f,--file:read
zip = write read* | -P,-x,-i:value
7z, 7za, 7zr, rar = path* | | sub=1
7z a, 7za a, rar a = write read*
7z x, 7z e, 7za x, rar x = read value*
unzip, unrar, gunzip, bunzip2, unxz, unzstd = read value* | -d:folder -P,-x:value
gzip, bzip2, xz, zstd, lz4, compress, pigz = write* | -S,-T:value -o:write
cpio = value* | -F:path -D:folder
base64, base32, basenc, gbase64 = read | -w,--wrap,-b:value -i,--input:read -o,--output:write
curl = host* | -o,--output:write -T,--upload-file:read -d,--data,--data-binary,--data-raw,--data-ascii,--data-urlencode,--json:data -F,--form:form -H,--header,-A,--user-agent,-e,--referer,-X,--request,-u,--user,-m,--max-time,--connect-timeout,--retry,--retry-delay,-w,--write-out,-r,--range,--limit-rate,-C,--max-redirs,-y,-Y,-z,--proto,--oauth2-bearer,--aws-sigv4,-U,-t,-Q:value -x,--proxy,--url,--socks5,--socks5-hostname,--connect-to,--doh-url,--preproxy:host -K,--config,--cacert,-E,--cert,--key,--netrc-file,-b,--cookie:path -c,--cookie-jar,-D,--dump-header,--trace,--trace-ascii,--stderr:write --output-dir:folder --unix-socket:path --resolve,--interface,--dns-servers:value
wget = host* | -O,--output-document,-o,--output-file,-a:write -P,--directory-prefix:folder -i,--input-file,--post-file,--body-file,--load-cookies:read --post-data,--body-data:text --header,--user,--password,-U,--user-agent,-t,--tries,-T,--timeout,-l,-A,-R,-w,-e,--method,-D:value
http, https, xh = value* | -o,--output:write -a,--auth:value --proxy:host
aria2c = host* | -o,--out:write -d,--dir:folder -x,-s,-j:value -i:read
nc, ncat, netcat, telnet = host value* | -p,-w,-i,-q,-s,-X,-g:value -x,--proxy:host -e,-c,--exec,--sh-exec:shell | mode=-l
nc -l, ncat -l, netcat -l = value* | -p,-w,-i,-q,-s:value -e,-c,--exec,--sh-exec:shell
socat = guess*
ping, ping6, traceroute, tracepath, mtr, whois, nmap, host, finger, fping, masscan = host* | -c,-i,-W,-w,-t,-s,-p,-m,-q,-h:value -oN,-oX,-oG,-oA:write
dig = value* | -p,-t,-f:value
nslookup = host host
ssh, mosh, autossh, sshpass ssh = host remote-shell | -p,-o,-l,-L,-R,-D,-c,-m,-b,-e,-O,-W,-B,-M:value -i,-F,-E,-S:read -J:host
sshpass = command | -p,-P:value -f:read | posix
ssh-copy-id = host | -i:read -p,-o:value
ssh-keygen = value* | -f:write -t,-b,-C,-N,-P,-m,-R:value
ssh-keyscan = host* | -p,-t,-T:value
ssh-add = read* | -t:value
scp, rsync = from* to | -P,-o,-c,-l,-B,-M,-T,--exclude,--include,--rsync-path,--port,--bwlimit,--max-size,--log-file-format:value -i,-F,--exclude-from,--include-from,--files-from,--password-file:read -e,--rsh:value -J:host --log-file:write
sftp = host value* | -P,-o,-l,-B:value -i,-F,-b:read -J:host
ftp, lftp, tftp, smbclient = host value* | -u,-U,-e,-c,-p:value
rclone = from* to | --config:read | sub=1
git = value* | -C:path -c,--git-dir,--work-tree,--namespace,--exec-path:value | sub=1
git clone = url write | -b,--branch,--depth,-o,--origin,-c,--config,-j,--filter,--reference:value
git push, git fetch, git pull, git ls-remote = url value* | -o,--push-option,--depth,-j,-s,--strategy,-X,--receive-pack,--upload-pack,--exec:value --repo:url
git remote = url* | | sub=1
git remote add, git remote set-url = value url* | -t,-m:value
git submodule = value* | | sub=1
git submodule add = url write | -b,--name,--depth:value
git stash, git bisect, git worktree, git lfs, git notes, git bundle, git flow = value* | -m:value | sub=1
git add, git rm, git restore, git checkout-index = path* | -s,--source,--chmod:value --pathspec-from-file:read
git commit, git tag, git merge, git cherry-pick, git revert = value* | -m,--message:text -F,--file,-t:read -C,-c,--author,--date,-u,-X,-s:value
git config = value* | -f,--file:path
git apply, git am = read* | -p,-C,--directory:value
git archive = value* | -o,--output:write --remote:url --format,--prefix:value
git log, git show, git diff, git blame, git grep, git rev-parse, git status, git branch, git checkout, git switch, git reset, git rebase = value* | -n,-L,-S,-G,--author,--since,--until,--format,--pretty,-b,-c,-u,-m,-D,-d,--onto,-e:value --output:write
git credential, git init, git clean, git gc = value* | -b,-e:value
gh, glab, hub = value* | -R,--repo,-t,--title,-l,--label,-a,-B,--base,-H,--head,-X,--method,-q,--jq,-f,-r:value -b,--body:text -F,--body-file,--input:read | sub=2
gh api, gh browse = guess* | -X,--method,-f,-q,--jq,-H:value -F:form --input:read --hostname:host
gh gist create = read* | -d,--desc,-f:value
svn, hg, bzr = guess* | -m,-r,-u:value | sub=1
docker, podman, nerdctl = value* | -H,--host:host --context,-l,--log-level:value --config:path | sub=1
docker exec, podman exec, nerdctl exec = value remote-command | -e,--env,-u,--user,-w,--workdir,--detach-keys:value --env-file:read | posix
docker run, podman run, nerdctl run, docker create, podman create = value remote-command | -e,--env,-v,--volume,-p,--publish,--name,--network,--net,-u,--user,-w,--workdir,--entrypoint,-m,--memory,--cpus,--mount,-h,--hostname,--restart,-l,--label,--platform,--gpus,--add-host,--cap-add,--cap-drop,--device,--security-opt,--pid,--ipc,--shm-size,--pull,--runtime,--dns,--log-driver,--tmpfs,--ulimit,--userns:value --env-file:read --cidfile:write | posix
docker cp, podman cp = from to
docker build, podman build, buildah bud = path | -t,--tag,--build-arg,--target,--platform,--network,--label,--cache-from,--cache-to,-o,--secret,--ssh:value -f,--file:read --iidfile:write
docker compose, docker-compose, podman-compose = value* | -f,--file,--env-file:read -p,--project-name,--profile:value --project-directory:path | sub=1
docker compose exec, docker-compose exec, docker compose run, docker-compose run = value remote-command | -e,-u,-w,--index,--name,-v,-p:value | posix
docker image, docker container, docker volume, docker network, docker system, docker buildx, docker context, docker secret, docker swarm, docker stack, docker service = value* | -f,--format,-t,--driver:value | sub=1
docker push, docker pull, docker login, podman push, podman pull, podman login = guess* | -u,--username,-p,--password,--platform:value
docker save, podman save = value* | -o,--output:write
docker load, podman load = value* | -i,--input:read
docker import, docker export = path value* | -o,--output:write
kubectl, oc, k, microk8s.kubectl = value* | -n,--namespace,-o,--output,-l,--selector,-c,--container,--context,--as,--field-selector,-p,--type,--image,--replicas,--from-literal,--cluster,--user,--timeout,--sort-by,--tail,--since,--token:value -f,--filename,-k,--kustomize,--kubeconfig,--from-file,--certificate-authority:read -s,--server:host | sub=2
kubectl exec, oc exec, k exec, oc rsh = value remote-command | -n,--namespace,-c,--container,--context:value --kubeconfig:read
kubectl run, oc run = value remote-command | --image,-n,--restart,--env,-l,--overrides:value
kubectl cp, oc cp = from to | -n,-c:value
kubectl logs, kubectl port-forward, kubectl attach, kubectl edit, kubectl label, kubectl annotate, kubectl scale, kubectl apply, kubectl patch, kubectl proxy, kubectl drain, kubectl cordon = value* | -n,--namespace,-c,--container,--tail,--since,-l,--replicas,-p,--type,--address:value -f,--filename,-k:read
helm = url* | -n,--namespace,--set,--set-string,--version,--kube-context,--create-namespace:value -f,--values,--kubeconfig,--set-file:read | sub=1
helm repo, helm registry = url* | -u,-p,--username,--password:value | sub=1
helm repo add = value url
aws = guess* | --profile,--region,--output,--query,--cli-input-json,--body,--secret-id,--role-arn,--role-session-name,--name,--names,--bucket,--key,--user-name,--policy-arn,--policy-document,--instance-ids,--filters,--function-name,--payload,--parameters,--sse,--acl,--max-items,--exclude,--include,--expires-in,--topic-arn,--message,--queue-url,--message-body:guess --endpoint-url:host | sub=2
aws s3 = from* to | --endpoint-url:host --profile,--region,--exclude,--include,--acl,--sse,--storage-class:value | sub=1
aws s3 ls, aws s3 rm, aws s3 mb, aws s3 rb, aws s3 presign = from* | --endpoint-url:host --profile,--region,--exclude,--include,--expires-in:value
aws configure = value* | --profile:value | sub=1
gcloud = guess* | --project,--zone,--region,--format,--filter,--account,--secret,--member,--role,--image,--data-file,--key-file,--set-env-vars:guess | sub=3
gcloud storage cp, gcloud storage mv, gcloud storage rsync = from* to
gcloud compute ssh = host value* | --zone,--project:value --command:remote-shell
gcloud compute scp = from* to | --zone,--project:value
gsutil = from* to | -o,-u,-h:value | sub=1
gsutil ls, gsutil rm, gsutil cat, gsutil mb, gsutil du = from*
az = guess* | -g,--resource-group,-n,--name,--query,-o,--output,--subscription,--account-name,--container-name,--vault-name,-c,-l,--location:value -f,--file,--source:read --account-key,--sas-token:value | sub=3
s3cmd, mc, s5cmd = from* to | --host:host -c,--config:read | sub=1
terraform, tofu, terragrunt = value* | -var,-target,-state,-backend-config,-chdir:value -var-file:read -out:write | sub=1 long
pulumi, vault, consul, nomad, doctl, heroku, fly, flyctl, vercel, netlify, wrangler, op, bw, lpass = guess* | -s,--stack,-a,--app,-field,-format,-address,-o,--output:guess | sub=2
vault kv = guess* | -field,-format,-mount:value | sub=1
ansible, ansible-playbook = read* | -i,--inventory:read -m,-u,-l,--limit,-t,--tags,-e,--extra-vars:value -a:shell --private-key,--vault-password-file:read
npm, pnpm, yarn, bun = url* | --registry:host -w,--workspace,--prefix,-C,--filter,--tag,--otp,--loglevel:value --userconfig:read | sub=1
npm run, pnpm run, yarn run, bun run, npm config, yarn config, pnpm config, yarn workspace, npm pkg, npm token = value* | -w,--workspace,--prefix:value | sub=1
npm test, npm start, npm ci, pnpm test, yarn test, npm audit = value* | -w,--workspace,--prefix:value
npx, bunx, pnpx, uvx, pipx run, npm exec, pnpm dlx, pnpm exec, yarn dlx, poetry run, pipenv run, uv run, bundle exec, rye run, hatch run, conda run = command | -p,--package,-n,--with,--python:value -c,--call:shell | posix
pip, pip3, uv, pipx, poetry, pipenv, conda, mamba = url* | -r,--requirement,-c,--constraint:read -i,--index-url,--extra-index-url,--proxy:host -f,--find-links:url -t,--target,-d,--dest:folder --trusted-host,--python,--timeout,-n,-G:value | sub=1
uv pip = url* | -r,--requirement:read -i,--index-url,--extra-index-url:host | sub=1
cargo, gem, bundle, composer, mix, nuget, dotnet, rustup, swift, stack, cabal, luarocks = guess* | -p,--package,--features,--bin,--test,-j,--jobs,-v,--version,-c,--configuration,--target,--profile:value --manifest-path:read --git,--source,--index,--registry:url -o,--output:write | sub=1
go = guess* | -o,-coverprofile,-cpuprofile:write -run,-bench,-tags,-ldflags,-count,-timeout,-mod:value | sub=1 long
go run = execute value*
apt, apt-get, aptitude, yum, dnf, apk, pacman, zypper, brew, snap, flatpak, port, emerge, choco, winget, scoop = url* | -t,-o,-c:value | sub=1
dpkg, rpm = path* | -i,--install:read
make, gmake, ninja, just, task, rake, cmake, ctest, meson, bazel, gradle, gradlew, mvn, mvnw, ant = value* | -C,--directory,-S,-B:path -f,--file,--makefile:execute -j,-l,-G,-D,-k,-t,-R,--target,--build-arg:value
gcc, g++, cc, c++, clang, clang++, ld, as, rustc = read* | -o:write -I,-L,-l,-D,-std,-x,-W,-O,-march:value
tsc, tsx, ts-node, deno, vitest, jest, eslint, oxlint, prettier, biome, webpack, vite, rollup, esbuild, pytest, mypy, ruff, black, isort, flake8, pylint, tox, nox, mocha, playwright, cypress, rspec, rubocop, phpunit, golangci-lint, shellcheck, hadolint = path* | -p,--project,-k,-m,-n,-c,--config,-t,--testNamePattern,--maxWorkers,--reporter,--outDir:value -o,--output-file:write
sh, bash, dash, zsh, ksh, ash, fish, rbash = execute value* | -o,-O,+o,+O:value --rcfile,--init-file:execute | posix mode=-c,-s
sh -c, bash -c, dash -c, zsh -c, ksh -c, ash -c, fish -c, rbash -c = shell value* | -o,-O:value --rcfile,--init-file:execute | posix
sh -s, bash -s, dash -s, zsh -s, ksh -s, ash -s = value* | -o:value | posix
python, python2, python3, pypy, pypy3, ipython = execute value* | -c:code -m,-W,-X:value | posix mode=-c,-m language=python
python -c, python2 -c, python3 -c, pypy3 -c, python -m, python3 -m = guess* | -c:code -m,-W,-X:value | posix
node, nodejs, bun -e, deno eval = execute value* | -e,--eval,-p,--print:code -r,--require,--import,--loader:execute --env-file:read -C:value | posix mode=-e,--eval,-p,--print language=javascript
node -e, node --eval, node -p, node --print, nodejs -e = guess* | -e,--eval,-p,--print:code | posix
perl = execute value* | -e,-E:code -M,-I:value | posix mode=-e,-E language=perl
perl -e, perl -E = read* | -e,-E:code -M,-I:value
ruby = execute value* | -e:code -r,-I:value | posix mode=-e language=ruby
ruby -e = read* | -e:code -r,-I:value
php = execute value* | -r:code -f:execute -d,-c:value -S:host | posix mode=-r language=php
php -r = value* | -r:code
lua, Rscript, osascript = execute value* | -e:code | posix mode=-e language=other
lua -e, Rscript -e, osascript -e = value* | -e:code
java = execute value* | -cp,-classpath,--class-path:value -jar:execute | long posix
sudo, doas = command | -u,-g,-U,-C,-h,-p,-r,-t,-T,-D,-R:value | posix
env = command | -u,--unset:value -C,--chdir:path -S,--split-string:shell | posix
nohup, setsid, time, command, builtin, exec, busybox, toybox, unbuffer, fakeroot, dbus-run-session, caffeinate, proxychains, proxychains4, torsocks, torify, firejail = command | -f,-o,-a,-c:value | posix
gtime, /usr/bin/time = command | -o:write -f:value | posix
timeout, gtimeout, chroot, flock = value command | -k,-s,--signal,--kill-after,--userspec,--groups,-w:value | posix
nice, ionice, stdbuf, chrt, taskset, unshare, nsenter, systemd-run, runuser, setpriv, numactl, cpulimit = command | -n,-c,-p,-i,-o,-e,-t,-u,-g,-l:value | posix
xargs, parallel = command | -I,-n,-P,-L,-d,-s,-E,-j,--delimiter,--max-args,--max-procs,--replace:value -a,--arg-file:read | posix
watch, entr = command | -n,--interval:value | posix
strace, ltrace, gdb, valgrind, perf, hyperfine, rlwrap = command | -e,-p,-s,-P:value -o:write | posix
script = write | -c,--command:shell
su = value value* | -c,--command:shell -s:value
at, batch, crontab = read* | -u,-t:value -f:read
systemctl, service, launchctl, journalctl, loginctl = value* | -u,-n,-p,-t,--since,--until:value | sub=1
mount, umount = path* | -t,-o:value
psql, pg_dump, pg_dumpall, pg_restore, createdb, dropdb = url* | -h,--host:host -p,-U,--username,-d,--dbname,-t,-F,-n,-j,-v,-P:url -c,--command:text -f,--file:path -o,--output,-L:write
mysql, mysqldump, mariadb, mariadb-dump, mysqladmin = value* | -h,--host:host -u,--user,-P,--port,-D,--database:value -p,--password:attached -e,--execute:text -r,--result-file:write --defaults-file,--defaults-extra-file:read
sqlite3, duckdb = path text | -cmd,-separator:value -init:read | long
redis-cli = value* | -h:host -u:host -p,-a,-n,-r:value
mongo, mongosh = url* | --host:host --port,-u,-p,--username,--password:value --eval:text
mongodump, mongorestore, mongoexport, mongoimport = path* | --host,--uri,-h:host --db,-d,--collection,-c,-u,-p,--username,--password:value -o,--out:write --file:path --archive:path
influx, cqlsh, clickhouse-client, sqlcmd, bq, snowsql = guess* | -h,--host,-S:host -q,--query,-e,-Q:text -u,-p,-U,-P,-d,--database:value -i,-f:read -o:write
openssl = value* | -in,-inkey,-CAfile,-key,-cert,-kfile,-pass:read -out,-keyout:write -connect,-host,-proxy:host -servername,-port,-days,-subj,-newkey,-k,-K,-iv:value | sub=1 long
gpg, gpg2, age, sops = read* | -o,--output:write -r,--recipient,-u,--passphrase,--pinentry-mode,-i:value --keyserver:host
mail, mailx, sendmail, mutt, msmtp = host* | -s,-r,-f,-c,-b:value -a,-A,-i:read
screen, tmux = command | -S,-L,-t,-s,-n,-c:value -dm,-dmS:value | posix
kinit, klist, passwd, useradd, usermod, userdel, adduser, groupadd, visudo, chsh = value* | -k,-t,-s,-G,-g,-d,-u,-p,-a,-c:value
iptables, ip6tables, nft, ufw, ip, ifconfig, route, ss, netstat, arp, tcpdump, sysctl, modprobe, insmod, dmesg = value* | -w,-A,-D,-I,-i,-s,-p,-j:value
ffmpeg, ffprobe = write* | -i:from -c,-f,-ss,-t,-vf,-af,-r,-b:value | long
invoke-webrequest, invoke-restmethod = host* | -uri,-proxy:host -o,--output,-outfile:write -infile:read -d,-body:data -h,-headers,-method,-contenttype,-useragent:value | long
get-content, import-csv, get-filehash, select-string, get-acl = read* | -path,-literalpath:read -pattern,-encoding,-totalcount,-tail:value | long
set-content, add-content, out-file, export-csv, new-item, tee-object = write text* | -path,-filepath,-literalpath:write -value:text -itemtype,-encoding:value | long
copy-item, xcopy, robocopy, compress-archive, expand-archive = read* write | -path,-literalpath:read -destination,-destinationpath:write -filter,-exclude:value | long
move-item, rename-item = move* write | -path:move -destination:write | long
remove-item = delete* | -path,-literalpath:delete -filter,-exclude,-include:value | long
get-childitem, test-path, set-location, resolve-path = path* | -path,-literalpath:path -filter,-include,-exclude,-depth:value | long
start-process = execute value* | -filepath:execute -argumentlist:guess -verb,-windowstyle:value | long
new-object, write-output, write-host, get-process, get-service, get-credential, add-type, set-executionpolicy, out-null, convertto-securestring = value* | | long
start-bitstransfer = host write | -source:host -destination:write | long
test-netconnection, resolve-dnsname, test-connection = host* | -computername,-name:host -port,-type,-count:value | long
certutil, bitsadmin, wmic, reg, net, schtasks, mshta, rundll32, regsvr32 = guess* | | long
pandoc, convert, magick, soffice, libreoffice, wkhtmltopdf = guess* | -o,--output,--outdir:write -f,-t,--from,--to:value
`;
