import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the classes of jars again in the format of Java 8, in place: Java's cache of loaded and
 * linked classes takes none of an older format, without stack maps, and picocli is of Java 5.
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
            for (ZipEntry entry : in.stream().toList()) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setLastModifiedTime(entry.getLastModifiedTime());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? lift(classFile, content) : content);
            }
        }
        Files.move(lifted, jar, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(jar, time);
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
