package dev.covey.dist.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The types and methods of Java sources, as the compiler's own parser sees them. */
final class Parsed {
    /**
     * A method or constructor.
     *
     * @param owner the type that directly holds it
     * @param lines from its first line (annotations count) to its closing brace
     * @param comment its documentation, null without
     */
    record Method(Path file, Type owner, MethodTree tree, int lines, @Nullable String comment) {
        String subject() {
            return owner.name + "." + tree.getName();
        }
    }

    /**
     * A class, interface, record or enum with a name.
     *
     * @param name dotted, from its file's own type down
     * @param comment its documentation, null without
     */
    record Type(Path file, String name, ClassTree tree, @Nullable String comment) {}

    final List<Type> types = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();

    private final DocTrees docs;

    /**
     * @param files relative to the repository's root
     */
    Parsed(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> absolute = files.stream().map(Repository.ROOT::resolve).toList();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(absolute));
            docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Repository.ROOT.relativize(Path.of(unit.getSourceFile().toUri()));
                new Scanner(file, unit).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Type> {
        private final Path file;
        private final CompilationUnitTree unit;

        Scanner(Path file, CompilationUnitTree unit) {
            this.file = file;
            this.unit = unit;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Type owner) {
            if (tree.getSimpleName().isEmpty()) {
                return super.visitClass(tree, owner);
            }
            String simple = tree.getSimpleName().toString();
            String name = owner == null ? simple : owner.name + "." + simple;
            Type type = new Type(file, name, tree, docs.getDocComment(path()));
            types.add(type);
            return super.visitClass(tree, type);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Type owner) {
            if (owner != null) {
                methods.add(new Method(file, owner, tree, lines(tree), docs.getDocComment(path())));
            }
            return super.visitMethod(tree, owner);
        }

        private TreePath path() {
            return getCurrentPath();
        }

        private int lines(Tree tree) {
            LineMap map = unit.getLineMap();
            long start = docs.getSourcePositions().getStartPosition(unit, tree);
            long end = docs.getSourcePositions().getEndPosition(unit, tree);
            // What the compiler adds by itself, a default constructor say, has no place.
            return start < 0 || end < 0
                    ? 1
                    : (int) (map.getLineNumber(end) - map.getLineNumber(start) + 1);
        }
    }
}
