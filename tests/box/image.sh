#!/bin/sh
# A disk with Debian 13 and 找活 on it, for try.py: a bare Debian, and one package installed as an operator would.
#
#   tests/box/image.sh FOLDER zhaohuo.deb [MIRROR]       MIRROR: where mmdebstrap gets Debian, else where it always does
#
# As root, in 5 minutes. FOLDER gets root.img, vmlinuz, initrd.img and zhaohuo, which is the program out of the package.
# Besides the package, what only the test needs: qemu's guest agent (a way in that leaves screen and keyboards alone), a
# touchscreen (guest/touchscreen.py), a network, a feed.
set -eu

[ $# -ge 2 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$(realpath -m "$1") package=$(realpath "$2") mirror=${3:-}
here=$(dirname "$(realpath "$0")")
for tool in mmdebstrap mke2fs; do
    command -v "$tool" >/dev/null || { echo "image.sh: needs $tool" >&2; exit 1; }
done
mkdir -p "$folder"
tree=$(mktemp -d "$folder/tree.XXXXXX")
trap 'rm -rf "$tree"' EXIT

mmdebstrap --variant=minbase \
    --include=linux-image-amd64,systemd-sysv,udev,dbus,kmod,procps,ca-certificates,tzdata,qemu-guest-agent,python3-minimal \
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    --customize-hook="cp '$package' \"\$1/tmp/zhaohuo.deb\"" \
    --customize-hook='chroot "$1" apt-get install -y --no-install-recommends /tmp/zhaohuo.deb && rm "$1/tmp/zhaohuo.deb"' \
    --customize-hook="cp -R --no-preserve=ownership '$here/guest/.' \"\$1/\"" \
    --customize-hook='chroot "$1" systemctl enable systemd-networkd touchscreen' \
    trixie "$tree" ${mirror:+"$mirror"}

# One disk, checked at each boot as Debian's installer sets it up; the clock of Qingdao; nobody has a password.
echo '/dev/vda / ext4 errors=remount-ro 0 1' >"$tree/etc/fstab"
echo box >"$tree/etc/hostname"
ln -sf /usr/share/zoneinfo/Asia/Shanghai "$tree/etc/localtime"
install -d "$tree/etc/zhaohuo"
cp "$here/config.toml" "$tree/etc/zhaohuo/config.toml"

cp "$tree"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$tree"/boot/initrd.img-* "$folder/initrd.img"
cp "$tree/usr/bin/zhaohuo" "$folder/zhaohuo"
rm -f "$folder/root.img"
mke2fs -q -t ext4 -L root -d "$tree" "$folder/root.img" 3G
