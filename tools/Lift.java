import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars again, in place, so that Java's cache of loaded and linked classes takes their
 * classes: it takes none of a format older than Java 8's, without stack maps (picocli is of Java
 * 5), and none of a signed jar (BouncyCastle). A signature over each file also costs ten megabytes
 * of memory while the program runs; what the jars hold was checked when they were fetched.
 * Usage: java Lift.java JAR...
 */
final class Lift {
    /** The first format whose classes must carry stack maps. */
    private static final int FIRST_WITH_MAPS = ClassFile.JAVA_7_VERSION;

    private Lift() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            lift(Path.of(jar));
        }
    }

    private static void lift(Path jar) throws IOException {
        FileTime time = Files.getLastModifiedTime(jar);
        Path lifted = Path.of(jar + ".lifted");
        try (ZipFile in = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(lifted));
                URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            ClassFile classFile =
                    ClassFile.of(
                            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(loader)));
            for (ZipEntry entry : in.stream().filter(Lift::isWanted).toList()) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setLastModifiedTime(entry.getLastModifiedTime());
                out.putNextEntry(copy);
                out.write(lift(classFile, entry.getName(), content));
            }
        }
        Files.move(lifted, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, time);
    }

    private static boolean isWanted(ZipEntry entry) {
        return !entry.getName().matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    private static byte[] lift(ClassFile classFile, String name, byte[] content) {
        if (name.equals("META-INF/MANIFEST.MF")) {
            return withoutDigests(content);
        }
        return name.endsWith(".class") ? lift(classFile, content) : content;
    }

    /** The main section of a manifest: those after it are digests of single files. */
    private static byte[] withoutDigests(byte[] manifest) {
        String text = new String(manifest, StandardCharsets.UTF_8);
        Matcher end = Pattern.compile("(\r?\n){2}").matcher(text);
        return end.find()
                ? text.substring(0, end.end()).getBytes(StandardCharsets.UTF_8)
                : manifest;
    }

    private static byte[] lift(ClassFile classFile, byte[] content) {
        ClassModel model = classFile.parse(content);
        if (model.majorVersion() >= FIRST_WITH_MAPS) {
            return content;
        }
        return classFile.transformClass(
                model,
                ClassTransform.dropping(ClassFileVersion.class::isInstance)
                        .andThen(ClassTransform.transformingMethodBodies((code, e) -> code.with(e)))
                        .andThen(
                                ClassTransform.endHandler(
                                        type -> type.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }
}
