package dev.covey.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covey.etcd.save.SavedFile;
import dev.covey.kv.KeyRange;
import dev.covey.kv.Space;
import dev.covey.kv.snapshot.SnapshotWriter;
import dev.covey.model.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** etcdctl gets the user space at one revision, and nothing that was changed on the way is read. */
class SaveTest {

    private static final int SUM = 32;

    @TempDir Path directory;

    private Path saved(Lab lab, Etcdctl ctl) {
        Path file = directory.resolve("save-" + lab.hashCode());
        assertThat(ctl.run("snapshot", "save", file.toString())).contains("Snapshot saved at");
        return file;
    }

    @Test
    void whatIsSavedIsTheUserSpaceWithHistoryLeasesAndUsersAndNothingElse() throws IOException {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            String lease = ctl.run("lease", "grant", "600").split(" ", -1)[1];
            ctl.run("put", "a", "1", "--lease=" + lease);
            ctl.run("put", "a", "2");
            ctl.run("put", "big", "x".repeat(100_000));
            ctl.run("del", "big");
            ctl.run("user", "add", "root:secret");
            ctl.run("role", "add", "reader");
            Path file = saved(lab, ctl);
            assertThat(Files.size(file) % 512).as("what etcd's clients look for").isEqualTo(SUM);
            var view = lab.cluster.store("n1").view();
            var state = SavedFile.read(file).state();
            assertThat(state.user().numbers()).isEqualTo(view.space(Space.USER).numbers());
            assertThat(state.user().list(KeyRange.all()))
                    .isEqualTo(view.space(Space.USER).list(KeyRange.all()));
            assertThat(state.user().commitsAfter(1, KeyRange.all(), 99))
                    .isEqualTo(view.space(Space.USER).commitsAfter(1, KeyRange.all(), 99));
            assertThat(state.user().leases().all())
                    .isEqualTo(view.space(Space.USER).leases().all());
            assertThat(view.list("e/member/")).isNotEmpty();
            assertThat(state.system().list(KeyRange.all()))
                    .extracting(each -> each.key().utf8())
                    .containsExactly("e/auth", "e/role/reader", "e/user/root");
        }
    }

    @Test
    void aSaveBesideWritesIsAtOneRevision() throws Exception {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            for (int i = 0; i < 20; i++) {
                ctl.run("put", "a" + i, "x".repeat(100_000));
            }
            Process writer = ctl.start("check", "perf", "--load=s", "--prefix=w/");
            try {
                for (int i = 0; i < 3; i++) {
                    var user = SavedFile.read(saved(lab, ctl)).state().user();
                    var now = lab.cluster.store("n1").view().space(Space.USER);
                    long revision = user.revision();
                    assertThat(user.commitsAfter(1, KeyRange.all(), Integer.MAX_VALUE))
                            .isEqualTo(
                                    now.commitsAfter(1, KeyRange.all(), Integer.MAX_VALUE).stream()
                                            .filter(each -> each.revision() <= revision)
                                            .toList());
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatWasDamagedOrComesFromElsewhereIsRefused() throws Exception {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("put", "a", "1");
            byte[] good = Files.readAllBytes(saved(lab, ctl));
            Random chance = new Random(7);
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                bad[chance.nextInt(bad.length)] ^= (byte) (1 << chance.nextInt(8));
                assertRefused(bad, "save_");
                assertRefused(Arrays.copyOf(good, chance.nextInt(good.length)), "save_");
            }
            assertRefused(Arrays.copyOf(good, good.length + 512), "save_damaged");
            assertRefused(new byte[0], "save_foreign");
            assertRefused(new byte[4096], "save_foreign");
            for (long length : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 40}) {
                byte[] huge = good.clone();
                ByteBuffer.wrap(huge).putLong(12, length);
                assertRefused(sealed(huge), "save_damaged");
            }
            byte[] broken = good.clone();
            Arrays.fill(broken, 40, 200, (byte) 0xff);
            assertRefused(sealed(broken), "save_damaged");
        }
    }

    @Test
    void aStateOfCoveysOwnIsNoSave() throws Exception {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("user", "add", "root:secret");
            Path file = directory.resolve("state");
            try (OutputStream out = Files.newOutputStream(file)) {
                SnapshotWriter.write(dev.covey.kv.machine.State.initial(), out);
            }
            assertRefused(Files.readAllBytes(file), "save_foreign");
        }
    }

    @Test
    void onlyAdministratorsSave() {
        try (Lab lab = new Lab(1)) {
            Etcdctl ctl = new Etcdctl(lab.endpoints());
            ctl.run("user", "add", "root:secret");
            ctl.run("user", "grant-role", "root", "root");
            ctl.run("user", "add", "ada:pw");
            ctl.run("auth", "enable");
            String to = directory.resolve("denied").toString();
            assertThat(ctl.run("snapshot", "save", to, "--user=ada:pw"))
                    .contains("permission denied");
            assertThat(ctl.run("snapshot", "save", to, "--user=root:secret")).contains("saved at");
        }
    }

    private static byte[] sealed(byte[] file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(file, 0, file.length - SUM);
        System.arraycopy(digest.digest(), 0, file, file.length - SUM, SUM);
        return file;
    }

    private void assertRefused(byte[] bytes, String code) throws IOException {
        Path file = Files.write(directory.resolve("bad"), bytes);
        assertThatThrownBy(() -> SavedFile.read(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).startsWith(code));
    }
}
