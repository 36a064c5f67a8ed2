package rapidity.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the code to docs/decisions/0001: who may import whom, and what is banned.
final class HouseTest {
    private static final List<String> CORE =
            packages("algebra irreps kinematics events random matrixelement sampling jets metrics");
    private static final List<String> NETS = packages("engine layer net flow loss model train");
    private static final List<String> APP = packages("app.report app.study app.cli");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(Stream.of("core", "data", "nets", "vector", "torch", "app")
                    .map(HouseTest::compiled)
                    .toList());

    @ParameterizedTest
    @ValueSource(strings = {"core", "data", "nets", "vector", "torch", "app"})
    void everyModuleIsLookedAt(String module) {
        assertThat(HOUSE.stream()
                        .filter(type -> type.getSource()
                                .orElseThrow()
                                .getUri()
                                .getPath()
                                .contains("/" + module + "/")))
                .isNotEmpty();
    }

    @Test
    void everyPackageHasAPlaceInThePlan() {
        HouseRules.nothingOutside(with(with(with(CORE, NETS), APP), packages("data")))
                .check(HOUSE);
    }

    @Test
    void coreImportsCore() {
        for (String part : CORE) {
            HouseRules.imports(part, CORE).check(HOUSE);
            HouseRules.brings(part, List.of()).check(HOUSE);
        }
    }

    @Test
    void dataImportsCore() {
        HouseRules.imports("rapidity.data..", CORE).check(HOUSE);
    }

    @Test
    void insideNetsEachImportsWhatStandsBelowIt() {
        HouseRules.imports("rapidity.engine..", CORE).check(HOUSE);
        HouseRules.imports("rapidity.layer..", with(CORE, packages("engine"))).check(HOUSE);
        HouseRules.imports("rapidity.net..", with(CORE, packages("engine layer")))
                .check(HOUSE);
        HouseRules.imports("rapidity.flow..", with(CORE, packages("engine layer net")))
                .check(HOUSE);
        HouseRules.imports("rapidity.loss..", with(CORE, packages("engine layer net")))
                .check(HOUSE);
        HouseRules.imports("rapidity.model..", with(CORE, packages("engine layer net flow loss")))
                .check(HOUSE);
        HouseRules.imports("rapidity.train..", with(CORE, packages("engine layer net flow loss model")))
                .check(HOUSE);
    }

    @Test
    void netsBringsJacksonOnly() {
        for (String part : packages("layer net flow loss model train")) {
            HouseRules.brings(part, List.of("tools.jackson..", "com.fasterxml.jackson.annotation.."))
                    .check(HOUSE);
        }
        HouseRules.brings("rapidity.engine..", List.of("jdk.incubator.vector.."))
                .check(HOUSE);
    }

    @Test
    void insideAppReportKnowsNoStudyAndNoStudyKnowsTheCommandLine() {
        List<String> below = with(with(CORE, packages("data")), NETS);
        HouseRules.imports("rapidity.app.report..", with(CORE, packages("data train")))
                .check(HOUSE);
        HouseRules.imports("rapidity.app.study..", with(below, packages("app.report")))
                .check(HOUSE);
        HouseRules.imports("rapidity.app.cli..", with(below, packages("app.report app.study")))
                .check(HOUSE);
    }

    @Test
    void noPackageCycles() {
        HouseRules.noPackageCycles("rapidity").check(HOUSE);
    }

    @Test
    void nativeAndIncubatingCodeStayInTheirModules() {
        HouseRules.onlyIn("rapidity.engine.torch..", "java.lang.foreign..").check(HOUSE);
        HouseRules.onlyIn("rapidity.engine.vector..", "jdk.incubator..").check(HOUSE);
    }

    /// docs/decisions/0013: with vectors of two lengths C2 puts sums on the heap.
    @Test
    void kernelsHaveVectorsOfOneLength() {
        HouseRules.speciesChosenBy("rapidity.engine.vector..", "Lanes").check(HOUSE);
    }

    @Test
    void onlyTheCommandLinePrints() {
        HouseRules.noPrintingOutside("rapidity.app.cli..").check(HOUSE);
    }

    @Test
    void noGlobalState() {
        HouseRules.noGlobalState().check(HOUSE);
    }

    @Test
    void namesNameThings() {
        HouseRules.noBannedName().check(HOUSE);
    }

    @Test
    void noInheritanceForReuse() {
        HouseRules.noInheritance().check(HOUSE);
    }

    @Test
    void everyPackageDeclaresItsNulls() {
        HouseRules.noNullsUndeclared().check(HOUSE);
    }

    private static Path compiled(String module) {
        return Path.of("..", module, "target", "classes");
    }

    private static List<String> packages(String names) {
        return Stream.of(names.split(" ", -1))
                .map(name -> "rapidity." + name + "..")
                .toList();
    }

    private static List<String> with(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
