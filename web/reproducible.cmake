# Bundles once more, in another folder, and compares the bytes with those that the program holds.
execute_process(COMMAND ${NODE} build.mjs --out dist/again COMMAND_ERROR_IS_FATAL ANY)
get_filename_component(name ${FIRST} NAME)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${FIRST} dist/again/${name}
                COMMAND_ERROR_IS_FATAL ANY)
