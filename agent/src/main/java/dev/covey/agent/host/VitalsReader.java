package dev.covey.agent.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the load of a Linux machine from {@code proc(5)}. For one thread at a time. */
public final class VitalsReader implements Vitals.Source {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private final Path proc;
    private final Path disk;
    private Cpu cpu = new Cpu(0, 0);
    private Traffic traffic = new Traffic(0, 0);
    private long before;
    private boolean first = true;

    private record Cpu(long busy, long all) {}

    private record Traffic(long received, long sent) {}

    /**
     * A reader.
     *
     * @param proc usually {@code /proc}
     * @param disk a path on the file system whose room counts
     */
    public VitalsReader(Path proc, Path disk) {
        this.proc = proc;
        this.disk = disk;
    }

    @Override
    public Vitals read(long now) throws IOException {
        Cpu newCpu = readCpu();
        Traffic newTraffic = readTraffic();
        long[] memory = readMemory();
        File room = disk.toFile();
        double seconds = first ? 0 : (now - before) / NANOS_PER_SECOND;
        Vitals vitals =
                new Vitals(
                        first ? 0 : share(newCpu.busy - cpu.busy, newCpu.all - cpu.all),
                        memory[0],
                        memory[1],
                        rate(newTraffic.received - traffic.received, seconds),
                        rate(newTraffic.sent - traffic.sent, seconds),
                        room.getTotalSpace() - room.getUsableSpace(),
                        room.getTotalSpace());
        first = false;
        before = now;
        cpu = newCpu;
        traffic = newTraffic;
        return vitals;
    }

    private Cpu readCpu() throws IOException {
        String[] fields = lines("stat").getFirst().split("\\s+", -1);
        long all = 0;
        long idle = 0;
        // Guest time is contained in user time already, so what follows steal is left out.
        for (int i = 0; i <= STEAL && i + 1 < fields.length; i++) {
            long ticks = Long.parseLong(fields[i + 1]);
            all += ticks;
            idle += i == IDLE || i == IO_WAIT ? ticks : 0;
        }
        return new Cpu(all - idle, all);
    }

    private long[] readMemory() throws IOException {
        long total = 0;
        long available = 0;
        for (String line : lines("meminfo")) {
            if (line.startsWith("MemTotal:")) {
                total = kibibytes(line);
            } else if (line.startsWith("MemAvailable:")) {
                available = kibibytes(line);
            }
        }
        return new long[] {total - available, total};
    }

    private Traffic readTraffic() throws IOException {
        long received = 0;
        long sent = 0;
        for (String line : lines("net/dev")) {
            int colon = line.indexOf(':');
            if (colon < 0 || line.substring(0, colon).strip().equals("lo")) {
                continue;
            }
            String[] fields = line.substring(colon + 1).strip().split("\\s+", -1);
            received += Long.parseLong(fields[RECEIVED]);
            sent += Long.parseLong(fields[SENT]);
        }
        return new Traffic(received, sent);
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(proc.resolve(name));
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
    }

    // An interface that vanished takes its counters along: no rate is better than a negative one.
    private static long rate(long bytes, double seconds) {
        return bytes <= 0 || seconds <= 0 ? 0 : Math.round(bytes / seconds);
    }
}
