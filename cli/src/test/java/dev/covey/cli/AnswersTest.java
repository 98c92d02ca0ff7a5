package dev.covey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covey.cli.FakeMaster.Answer;
import dev.covey.model.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a master's answers. */
final class AnswersTest {

    private static final List<List<String>> WRITES =
            List.of(
                    List.of("user", "create", "anna"),
                    List.of("user", "update", "anna", "--note", "x"),
                    List.of("user", "delete", "anna", "--yes"));

    @TempDir Path directory;
    private FakeMaster master;

    @BeforeEach
    void start() {
        master = new FakeMaster(directory);
    }

    @AfterEach
    void stop() {
        master.close();
    }

    @Test
    void aListIsReadPageByPageToItsEnd() {
        master.answer(
                asked -> {
                    int page = asked.target().contains("continue=p1") ? 1 : 0;
                    page = asked.target().contains("continue=p2") ? 2 : page;
                    String items =
                            IntStream.range(page * 1000, page * 1000 + 1000)
                                    .mapToObj(i -> "{\"name\":\"u" + i + "\"}")
                                    .collect(Collectors.joining(","));
                    String next = page < 2 ? ",\"continue\":\"p" + (page + 1) + "\"" : "";
                    return Answer.json("{\"items\":[" + items + "]" + next + "}");
                });
        Line.Ended ended = Line.run(directory, "user", "list");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).hasSize(3001);
        assertThat(ended.lastLine()).startsWith("u2999");

        Line.Ended json = Line.run(directory, "user", "list", "-o", "json");
        var whole = Json.readTree(Json.utf8(json.out()));
        assertThat(whole.path("items").size()).isEqualTo(3000);
        assertThat(whole.has("continue")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 2", "401, 5", "403, 5", "404, 3", "409, 4", "412, 4", "413, 2", "415, 2", "423, 4",
        "429, 1", "500, 1", "502, 1", "503, 6", "504, 7", "507, 1",
    })
    void eachRefusalHasItsExitCode(int status, int exit) {
        master.answer(_ -> Answer.problem(status, "some_code"));
        for (List<String> command :
                Stream.concat(Stream.of(List.of("user", "list")), WRITES.stream()).toList()) {
            Line.Ended ended = Line.run(directory, command);
            assertThat(ended.exit()).as(command.toString()).isEqualTo(exit);
            assertThat(ended.err()).isEqualTo("covey: Expected better, but no. Do it.\n");
            assertThat(ended.out()).isEmpty();
        }
    }

    @Test
    void aWriteWithoutAnAnswerMayHaveBeenDone() {
        master.answer(_ -> Answer.NONE);
        for (List<String> write : WRITES) {
            int before = master.asked().size();
            Line.Ended ended = Line.run(directory, write);
            assertThat(ended.exit()).as(write.toString()).isEqualTo(7);
            assertThat(ended.err()).contains("may have been done").contains("before you repeat");
            assertThat(ended.err().lines()).hasSize(1);
            assertThat(master.asked().stream().skip(before).map(FakeMaster.Asked::requestId))
                    .doesNotContainNull()
                    .containsOnly(master.asked().getLast().requestId());
        }
        assertThat(Line.run(directory, "user", "list").exit()).isEqualTo(6);
    }

    @Test
    void aWriteThatWasNeverSentWasNotDone() {
        master.close();
        for (List<String> write : WRITES) {
            Line.Ended ended = Line.run(directory, write);
            assertThat(ended.exit()).as(write.toString()).isEqualTo(6);
            assertThat(ended.err()).doesNotContain("may have been done");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join-info#{'joinString':'covey1-x','command':'curl'}#covey1-x",
                "token create t --role viewer#{'token':'cvt_x'}#cvt_x",
                "user link anna#{'subscriptionUrl':'https://h/sub/x','links':[]}#https://h/sub/x",
                "admin create maria#{'password':'secret'}#secret",
                "admin reset maria#{'password':'secret'}#secret",
            })
    void theValueThatAScriptWantsIsAloneOnStandardOutput(String row) {
        String[] parts = row.split("#");
        master.answer(_ -> Answer.json(parts[1].replace('\'', '"')));
        Line.Ended ended = Line.run(directory, parts[0].split(" "));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo(parts[2] + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "join-info",
                "status",
                "masters",
                "quorum show",
                "user link anna",
                "user qr anna",
                "user create anna",
                "user delete anna --yes",
                "token create t --role admin",
                "node drain n",
                "node remove n --yes",
                "inbound delete i --yes",
            })
    void aProgramReadsOneDocumentOnStandardOutput(String command) {
        master.answer(_ -> Answer.json("{\"id\":\"x\",\"items\":[],\"links\":[]}"));
        Line.Ended ended = Line.run(directory, (command + " -o json").split(" "));
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(Json.readTree(Json.utf8(ended.out())).isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a#3#true#1##yes (3 of 3 votes#the loss of 1 more voting master",
                "a#4#true#2#'z'#yes (4 of 3 votes#2 more voting masters, but not of zone z",
                "a#2#true#0##yes (2 of 3 votes#no further loss of a voting master",
                "#3#false#1##NO (no master leads; 3 have votes, 2 needed)#nothing is written until",
            })
    void theQuorumIsToldInWords(String row) {
        String[] parts = row.split("#");
        String quorum =
                "{'leader':'%s','items':[],'quorum':{'voters':3,'needed':2,'reached':%s,'ok':%s,"
                                .formatted(parts[0], parts[1], parts[2])
                        + "'mayLose':%s,'fatalZones':[%s]}}".formatted(parts[3], parts[4]);
        master.answer(_ -> Answer.json(quorum.replace('\'', '"')));
        Line.Ended ended = Line.run(directory, "quorum", "show");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out()).contains(parts[5], parts[6]);
    }

    @Test
    void aNodesLinksAreSentAsGiven() {
        Line.Ended ended =
                Line.run(
                        directory,
                        "node readdress n --link1 10.0.0.7,priority=20 --link0 h.example"
                                .split(" "));
        assertThat(ended.exit()).as(ended.err()).isZero();
        FakeMaster.Asked asked = master.asked().getLast();
        assertThat(asked.method()).isEqualTo("PATCH");
        assertThat(asked.target()).isEqualTo("/v1/clusters/self/nodes/n");
        assertThat(asked.body().replaceAll("\\s", ""))
                .isEqualTo(
                        """
                        {"links":[{"number":0,"address":"h.example","priority":0},\
                        {"number":1,"address":"10.0.0.7","priority":20}]}\
                        """);
        assertThat(Line.run(directory, "node", "readdress", "n", "--link0", "a,b").exit())
                .isEqualTo(2);
    }

    @Test
    void anUnknownHostKeyIsShownAndEndsWithFour() throws Exception {
        String key = "SHA256:" + "A".repeat(43);
        String problem =
                "{'code':'host_key_unconfirmed','detail':'no','hostKey':'%s'}".formatted(key);
        master.answer(_ -> new Answer(409, problem.replace('\'', '"')));
        Path file = Files.writeString(directory.resolve("key"), "-----BEGIN PRIVATE KEY-----\n");
        Line.Ended ended =
                Line.run(directory, "node", "connect", "root@192.0.2.7", "--key", file.toString());
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).contains("--host-key " + key).contains("ssh-keygen");
    }

    @Test
    void aFailedOperationIsRetriedWithCredentialsForTheSameServer() throws Exception {
        String operation =
                "{'id':'op','parameters':{'host':'192.0.2.7','port':'2222','user':'adm','hostKey':'k'},"
                    + "'status':{'state':'Running'}}";
        master.answer(_ -> Answer.json(operation.replace('\'', '"')));
        Path file = Files.writeString(directory.resolve("key"), "-----BEGIN PRIVATE KEY-----\n");
        Line.Ended ended =
                Line.run(
                        directory,
                        "operation",
                        "retry",
                        "op",
                        "--key",
                        file.toString(),
                        "--no-wait");
        assertThat(ended.exit()).as(ended.err()).isZero();
        var sent = Json.readTree(Json.utf8(master.asked().getLast().body())).path("server");
        assertThat(sent.path("host").asString()).isEqualTo("192.0.2.7");
        assertThat(sent.path("port").asInt()).isEqualTo(2222);
        assertThat(sent.path("user").asString()).isEqualTo("adm");
        assertThat(sent.path("privateKey").asString()).contains("PRIVATE KEY");
    }

    private static String operation(int attempt, String state, List<String> log) {
        return """
        {'id':'op','attempt':2,'status':{'attempt':%d,'state':'%s','result':'%s',
         'stages':[{'name':'Check','state':'%s'},{'name':'Upload','state':'Pending'}],
         'log':%s}}
        """
                .replace('\'', '"')
                .replace("\n", "")
                .formatted(
                        attempt,
                        state,
                        state.equals("Failed") ? log.getLast() : "",
                        state,
                        Json.text(log));
    }

    private void answerRetry(String started, String... events) {
        String stream =
                Stream.of(events)
                        .map(e -> "event: put\ndata: " + e + "\n\n")
                        .collect(Collectors.joining());
        master.answer(asked -> Answer.json(asked.target().contains("watch") ? stream : started));
    }

    @Test
    void anOperationThatIsTriedAgainTellsWhatIsNewAndItsReasonLast() {
        String before = operation(1, "Failed", List.of("Debian 11", "Expected more."));
        answerRetry(
                before,
                before,
                operation(2, "Running", List.of("Debian 11", "Expected more.", "Debian 12")),
                operation(
                        2,
                        "Failed",
                        List.of("Debian 11", "Expected more.", "Debian 12", "Expected less.")));
        Line.Ended ended = Line.run(directory, "operation", "retry", "op");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo(
                        """
                        Check
                          Debian 12
                        covey: Failed: Expected less. 'covey operation retry op' tries again.
                        """);
    }

    @Test
    void anOperationTellsEachLineOnceHoweverManyThereAre() {
        List<String> log = IntStream.range(0, 450).mapToObj(i -> "line " + i).toList();
        answerRetry(
                operation(2, "Running", List.of()),
                operation(2, "Running", log.subList(0, 200)),
                operation(2, "Running", log.subList(0, 200)),
                operation(2, "Running", log.subList(150, 350)),
                operation(2, "Succeeded", log.subList(250, 450)));
        Line.Ended ended = Line.run(directory, "operation", "retry", "op");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err().lines().filter(l -> l.startsWith("  ")).map(String::strip))
                .isEqualTo(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"items\":7}", "<html>", "\u0000"})
    void anAnswerThatIsNoneIsRefusedInOneLine(String body) {
        master.answer(_ -> Answer.json(body));
        for (String command :
                List.of("user list", "user show x", "status", "masters", "quorum show", "nodes")) {
            Line.Ended ended = Line.run(directory, command.split(" "));
            assertThat(ended.err()).doesNotContain("Exception").doesNotContain("should not");
            assertThat(ended.exit()).isLessThan(8);
        }
    }
}
