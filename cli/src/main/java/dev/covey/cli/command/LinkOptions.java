package dev.covey.cli.command;

import dev.covey.model.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/**
 * One option for each link that a node may have: {@code --link0} to {@code --link7}. Of a method's
 * parameters it must be the last: picocli counts only what annotations declare.
 */
@Command
public final class LinkOptions {

    private final Map<Integer, String> texts = new TreeMap<>();

    /** Adds them to the command that this is mixed into. */
    @Spec(Spec.Target.MIXEE)
    public void addTo(CommandSpec command) {
        for (int number = 0; number <= Link.LAST; number++) {
            command.addOption(
                    OptionSpec.builder("--link" + number)
                            .type(String.class)
                            .paramLabel("ADDR[,priority=N]")
                            .description(
                                    number == 0
                                            ? "Address of this node for other nodes."
                                            : "Further address; the highest priority wins.")
                            .hidden(number > 1)
                            .setter(into(number))
                            .build());
        }
    }

    private ISetter into(int number) {
        return new ISetter() {
            @Override
            public <T> T set(T text) {
                if (text != null) { // null is the default
                    texts.put(number, (String) text);
                }
                return text;
            }
        };
    }

    /** The links that were given, by number; what is no address is refused. */
    public List<Link> links() {
        List<Link> all = new ArrayList<>();
        texts.forEach((number, text) -> all.add(Link.parse(number, text)));
        return all;
    }
}
