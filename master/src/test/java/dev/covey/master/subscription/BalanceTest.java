package dev.covey.master.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.model.InboundStatus;
import dev.covey.model.NodeSpec;
import dev.covey.model.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Balancing as users see it: through what they fetch. */
class BalanceTest {
    private static final int USERS = 60;
    private static final int MEGABYTE = 1_000_000;

    private final Village village = new Village();

    @BeforeEach
    void threeWorkers() {
        village.seed.route("r");
        for (int i = 1; i <= 3; i++) {
            village.worker("w" + i).inbound("i" + i, "server " + i, "w" + i, "r");
        }
        LongStream.rangeClosed(1, USERS).forEach(number -> village.user(number));
    }

    private void carry(int one, int two, int three) {
        for (int i = 0; i < 30; i++) {
            village.clock.advance(Duration.ofSeconds(5));
            village.carries("w1", (long) one * MEGABYTE)
                    .carries("w2", (long) two * MEGABYTE)
                    .carries("w3", (long) three * MEGABYTE);
        }
    }

    private String server(long user) {
        List<String> links = village.links(user);
        assertThat(links).hasSize(1);
        return links.getFirst().replaceAll(".*#server%20", "");
    }

    private Map<Long, String> servers() {
        return LongStream.rangeClosed(1, USERS)
                .boxed()
                .collect(Collectors.toMap(u -> u, this::server));
    }

    @Test
    void allServersGetUsers() {
        assertThat(servers().values()).contains("1", "2", "3");
    }

    @Test
    void usersKeepTheirServerWhileLoadsDifferLittle() {
        carry(10, 10, 10);
        Map<Long, String> before = servers();
        carry(11, 9, 10);

        assertThat(servers()).isEqualTo(before);
    }

    @Test
    void aBusyServerIsGivenToNobodyUntilItCalmsDown() {
        Map<Long, String> before = servers();
        carry(50, 1, 1);
        Map<Long, String> relieved = servers();
        carry(5, 5, 5);

        assertThat(relieved.values()).contains("2", "3").doesNotContain("1");
        before.forEach(
                (user, server) -> {
                    if (!server.equals("1")) {
                        assertThat(relieved).containsEntry(user, server);
                    }
                });
        assertThat(servers()).isEqualTo(before);
    }

    @Test
    void aShortBurstMovesNobody() {
        carry(10, 10, 10);
        Map<Long, String> before = servers();
        village.clock.advance(Duration.ofSeconds(5));
        village.carries("w1", 60 * MEGABYTE);

        assertThat(servers()).isEqualTo(before);
    }

    @Test
    void aHeavyNodeCountsMore() {
        village.seed.change(Type.NODE, "w2", BalanceTest::thrice);
        carry(10, 10, 10);

        assertThat(servers().values()).doesNotContain("2");
    }

    private static NodeSpec thrice(NodeSpec node) {
        return new NodeSpec(
                node.roles(),
                node.zone(),
                node.links(),
                node.publicAddress(),
                node.ports(),
                node.keyPin(),
                node.availability(),
                3000);
    }

    @Test
    void aBusyServerIsBetterThanNone() {
        carry(50, 1, 1);
        village.inbound("i2", InboundStatus.State.FAILED).inbound("i3", InboundStatus.State.FAILED);

        assertThat(servers().values()).containsOnly("1");
    }

    @Test
    void withoutFiguresUsersHaveTheServerThatIsTheirs() {
        carry(10, 10, 10);
        Map<Long, String> before = servers();
        village.telemetry.clear();
        village.clock.advance(Duration.ofSeconds(2));

        assertThat(servers()).isEqualTo(before);
    }
}
