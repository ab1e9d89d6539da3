//! A folder → whether the system tells what is saved in it.

use std::path::Path;

/// Why the system does not tell what is saved in `folder`, as the end of a sentence. `None` when it does, as far as is known.
///
/// Network drives tell what this machine saves, and nothing of what others do. The drives of Windows tell nothing within
/// its subsystem for Linux (WSL).
#[cfg(target_os = "linux")]
pub(super) fn silence(folder: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(folder).ok()?.f_type;
    #[allow(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        clippy::unnecessary_cast,
        reason = "the field's type differs from machine to machine; what it holds has 32 bits"
    )]
    // From the manual page statfs(2) and `linux/magic.h`.
    match kind as u32 {
        // NFS, SMB, CIFS, SMB 2, Coda, AFS, Ceph.
        0x6969 | 0x517B | 0xFF53_4D42 | 0xFE53_4D42 | 0x7375_7245 | 0x5346_414F | 0x00C3_6400 => {
            Some("it lies on a network drive")
        }
        // 9p, by which WSL 2 sees the drives of Windows, and other machines inside this one its folders; WSL 1; VirtualBox.
        0x0102_1997 | 0x5346_4846 | 0x786F_4256 => Some("it lies on a drive of another system"),
        // FUSE, of which sshfs is one.
        0x6573_5546 => Some("it lies on a drive that a program provides"),
        _ => None,
    }
}

/// As above. Elsewhere the drives that tell nothing are not known: `--poll` says so.
#[cfg(not(target_os = "linux"))]
pub(super) fn silence(_folder: &Path) -> Option<&'static str> {
    None
}
